/**
 * Proof-of-work protocols, one per file, written as their papers state them.
 *
 * <p>A {@link org.undermine.protocols.Protocol} answers a few questions about what one miner knows, its
 * {@link org.undermine.protocols.View}: what to mine on, which block to prefer, how high a block stands, by how much it advances the clock,
 * and whom it pays. Nothing here knows about attackers' actions, networks, chance or learning.
 *
 * <p>To add a protocol, write one record next to {@link org.undermine.protocols.Nakamoto} and list it, with the ranges
 * of its parameters and its source, in {@link org.undermine.protocols.Protocols}; record how it plays (the test that misses
 * the recording says how) and write its referee. The command line, the Python ids and the contract tests follow from that
 * list. Without any of this a {@link org.undermine.protocols.SourceFile} will do: a Java file of one's own.
 */
package org.undermine.protocols;
