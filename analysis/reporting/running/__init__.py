"""Running notebooks: kernels that run several notebooks, each as if it were the first."""
