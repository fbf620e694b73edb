//! The `senda` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    senda::cli::main()
}
