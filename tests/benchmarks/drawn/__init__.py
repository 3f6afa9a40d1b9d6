"""What a picture shows of printed tables that were changed."""
