package org.undermine.protocols.hfm;

/** What a transaction spends, all of it: an earlier payment to {@code owner}, {@code serial} among those. */
public record Coin(Address owner, long serial) {}
