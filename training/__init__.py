"""Makes the model that ships with the package; needs the extra "train", and is no part of it."""
