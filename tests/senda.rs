//! The one integration-test binary. Its modules stand in `tests/suite/`.

mod suite {
    mod literate;
    mod pages;
    mod rules;
}
