/**
 * Markov decision processes as files, to be read by other model checkers and from them.
 *
 * <p>An {@link org.undermine.env.mdp.formats.NumericMdp} is what all formats have in common: states, choices with the name of an
 * action, outcomes with a probability, and any number of reward structures, whose amounts are paid for a choice. A
 * {@link org.undermine.env.mdp.formats.Format} writes it and reads it back to the same doubles:
 *
 * <ul>
 *   <li>UMB, the unified Markov binary (github.com/pmc-tools/umb, version 0): one tar file, as it is or through gzip.
 *   <li>DRN, Storm's text; {@link org.undermine.env.mdp.formats.ParametricDrn} also writes it with alpha and gamma left open.
 *   <li>PRISM's explicit files: STEM.tra, STEM.lab, and STEM1.trew, STEM2.trew, ... for the reward structures.
 * </ul>
 *
 * <p>Rewards of single outcomes become the expected reward of their choice: PRISM reads no others of an MDP, DRN has no others,
 * and no long-run mean tells the difference. Outcomes of one choice that lead to the same state are added up, and those that
 * cannot happen are left out, as Storm and PRISM do when they read.
 *
 * <p>To add a format, write a class with {@code write} and {@code read} and add it to {@code Format}; its round trip is then tested.
 */
package org.undermine.env.mdp.formats;
