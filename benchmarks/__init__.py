"""The benchmarks: lacli beside what people use instead, measured as whole processes."""
