//! The `senda` command.

use libmimalloc_sys::{mi_option_set, mi_option_t, mi_option_use_numa_nodes};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Milliseconds until memory that is free goes back to the system. It has no name of its own in the
/// bindings and stands before this one.
const PURGE_DELAY: mi_option_t = mi_option_use_numa_nodes - 1;

fn main() -> ExitCode {
    // What resolving leaves behind would otherwise stand beside what the rules need.
    // SAFETY: no other thread runs yet, and the allocator takes any number of milliseconds.
    unsafe { mi_option_set(PURGE_DELAY, 1) };
    senda::cli::main()
}
