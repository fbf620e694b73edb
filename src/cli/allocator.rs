//! The allocator of the command.

use libmimalloc_sys as mi;
use std::alloc::{GlobalAlloc, Layout};

/// `mimalloc`, asked for plain memory wherever plain memory is aligned enough. Where it is asked for an
/// alignment and has no free block at hand, it looks in a longer way for one of up to seven bytes more.
pub struct Allocator;

/// Milliseconds until memory that is free goes back to the system. It has no name of its own in the
/// bindings and stands before this one.
const PURGE_DELAY: mi::mi_option_t = mi::mi_option_use_numa_nodes - 1;

/// What all its memory is aligned to, but blocks that are smaller than this: the sizes of blocks are
/// multiples of it.
const ALIGNED: usize = size_of::<usize>();

fn is_plain(layout: Layout) -> bool {
    layout.align() <= ALIGNED
}

impl Allocator {
    /// Gives memory back to the system soon: what one stage leaves behind would otherwise stand beside
    /// what the next one needs.
    pub fn give_back_soon(&self) {
        // SAFETY: the option takes any number of milliseconds.
        unsafe { mi::mi_option_set(PURGE_DELAY, 1) };
    }
}

// SAFETY: memory is from mimalloc alone, of at least the size that was asked for, and aligned: blocks are
// multiples of a word at places that are multiples of a word, and more is asked for by name.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: any size and any power of two may be asked for.
        unsafe {
            if is_plain(layout) {
                mi::mi_malloc(layout.size()).cast()
            } else {
                mi::mi_malloc_aligned(layout.size(), layout.align()).cast()
            }
        }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe {
            if is_plain(layout) {
                mi::mi_zalloc(layout.size()).cast()
            } else {
                mi::mi_zalloc_aligned(layout.size(), layout.align()).cast()
            }
        }
    }

    unsafe fn dealloc(&self, memory: *mut u8, _: Layout) {
        // SAFETY: the caller had it from here.
        unsafe { mi::mi_free(memory.cast()) };
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller had it from here.
        unsafe {
            if is_plain(layout) {
                mi::mi_realloc(memory.cast(), size).cast()
            } else {
                mi::mi_realloc_aligned(memory.cast(), size, layout.align()).cast()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_aligned_whatever_its_size() {
        for size in 1..2000 {
            for align in [1, 2, 4, 8, 16, 64, 4096] {
                let layout = Layout::from_size_align(size, align).expect("it is a power of two");
                // SAFETY: it is freed with the layout it was asked for with, and written within its size.
                unsafe {
                    let memory = Allocator.alloc(layout);
                    assert_eq!(memory.addr() % align, 0, "{size} bytes aligned to {align}");
                    memory.write_bytes(7, size);
                    let more = Allocator.realloc(memory, layout, 3 * size);
                    assert_eq!((more.addr() % align, more.add(size - 1).read()), (0, 7));
                    Allocator.dealloc(more, Layout::from_size_align_unchecked(3 * size, align));
                    let zeroed = Allocator.alloc_zeroed(layout);
                    assert_eq!(zeroed.addr() % align, 0);
                    assert!((0..size).all(|at| zeroed.add(at).read() == 0));
                    Allocator.dealloc(zeroed, layout);
                }
            }
        }
    }
}
