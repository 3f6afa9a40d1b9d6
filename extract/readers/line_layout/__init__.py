"""The pages of a document that stores where its lines were laid out when it was saved, and no pages."""
