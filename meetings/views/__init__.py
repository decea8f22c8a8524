"""The pages of meetings and decisions."""
