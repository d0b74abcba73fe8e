"""The plan editor: a window of tabs on one version of a support plan."""
