//! The `senda` command.

use senda::cli::Allocator;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

fn main() -> ExitCode {
    ALLOCATOR.give_back_soon();
    senda::cli::main()
}
