"""The heads of year tables: the row of the years, how far down the head reaches, what each column holds."""
