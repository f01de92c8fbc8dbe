// Kernels take scratch space from the stack and write all of it before they read it.
[module: System.Runtime.CompilerServices.SkipLocalsInit]
