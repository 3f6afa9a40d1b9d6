"""Who publishes the plan, under which title and number."""
