/**
 * Proof-of-work protocols, one per file, written as their papers state them.
 *
 * <p>A {@link org.undermine.protocols.Protocol} answers a few questions about what one miner knows, its
 * {@link org.undermine.protocols.View}: what to mine on, which block to prefer, how high a block stands, by how much it advances the clock,
 * and whom it pays. Nothing here knows about attackers' actions, networks, chance or learning.
 *
 * <p>To add a protocol, write one record next to {@link org.undermine.protocols.Nakamoto} and list it, with the ranges
 * of its parameters and its source, in {@link org.undermine.protocols.Protocols}. The command line, the Python ids and
 * the contract tests follow from that list. A protocol need not be here at all: wherever a name is asked for, the path of
 * a Java file will do, see {@link org.undermine.protocols.SourceFile}.
 */
package org.undermine.protocols;
