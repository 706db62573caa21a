/**
 * A tiny blockchain over UDP, where policies found in the model are played by real miners with real hashes.
 *
 * <p>{@link org.undermine.env.live.Miner} is one of them: a thread receives, one tries hashes, and one alone changes the
 * {@link org.undermine.env.live.Chain}. What it mines on and what it sends is its
 * {@link org.undermine.env.live.Conduct}: honest, or {@link org.undermine.env.live.Withholding}, which plays any policy of
 * Nakamoto's withholding space and is shown the wire by the model's own code. {@link org.undermine.env.live.LiveRun} lets
 * an attacker and honest miners mine together, in threads or wherever a starter puts them (the command {@code live} puts
 * each in a process); a {@link org.undermine.env.live.Survey} measures alpha, gamma and revenue from what they tell.
 *
 * <p>Not here: what a policy should earn (agents.exact), delays and topologies beyond one machine (env.network), any
 * encryption, and fetching blocks by name, for which the wire format has no word: see {@code Repair}.
 *
 * <p>Decisions worth knowing:
 *
 * <ul>
 *   <li>The attacker decides once after every block, as in the model, and its model is stepped with the wire as chance.
 *       Where the wire does what the model cannot (two honest blocks of one height, the second being extended) the model
 *       is begun anew with the fork there is; how often is counted.
 *   <li>Honest blocks no higher than a public one are accidents of delay. They count towards no share of power: measured
 *       with them, alpha would be too small for the chain that is really built, and the prediction with it. In virtual
 *       time, sm1, alpha .4, gamma 1/2, 4 * 10^5 blocks, 1.6 % of the honest blocks stale: it earns .0014 less than
 *       predicted so, .0083 more than predicted with all blocks; 5 % stale: .0069 less, .0253 more.
 *   <li>gamma is steered by holding back some of what honest miners send one another, for longer than the attacker needs
 *       to answer, and measured as the share of races that honest miners decided on the attacker's tip.
 *   <li>The seed fixes who is slow to whom and what work is tried. The clock decides the rest: no two runs are the same.
 *   <li>The chain itself is kept whole; all else is bounded: branches by {@link org.undermine.env.live.Chain#DEPTH}, blocks
 *       without parents, blocks that wait, bytes of a datagram.
 *   <li>The first genesis that is heard of is the genesis: who starts a miner decides whom it hears.
 * </ul>
 *
 * <p>To add a way to behave, implement {@link org.undermine.env.live.Conduct}. A million hostile datagrams:
 *
 * <pre>
 *   mvn -o test -pl protocols,env -Dtest=HostileTest -Dgroups=slow -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * Three runs each of sm1 and of the optimum, 15 minutes:
 *
 * <pre>
 *   mvn -o test -Dtest=LiveTest -Dgroups=slow -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
package org.undermine.env.live;
