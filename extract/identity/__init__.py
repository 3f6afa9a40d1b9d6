"""Which document this is: its title, who issues it, the days that it bears; each with what says so."""
