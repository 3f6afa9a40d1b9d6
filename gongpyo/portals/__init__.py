"""Published plans on the portals of others: the one part of gongpyo that speaks over the network."""
