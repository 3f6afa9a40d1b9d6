"""What is drawn on a page that is a picture: its rules and dark fields, also where they are fainter than print."""
