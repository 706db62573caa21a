/**
 * A network of honest nodes, and of one attacker or none, on any protocol and topology, from event to event.
 *
 * <p>A {@link org.undermine.env.network.Network} says who is linked with whom
 * ({@link org.undermine.env.network.Topology}), how long messages take, who mines how much and what the attacker plays. A
 * {@link org.undermine.env.network.Simulation} of it finds proofs-of-work, floods blocks and asks each node's protocol, which
 * sees what that node knows; its {@link org.undermine.env.network.Outcome} says what came of it. The attacker decides as
 * everywhere: by a {@code Policy} that looks at a {@code Space} of {@code env.attack}, through a {@code Shadow}.
 *
 * <p>Decisions worth knowing:
 *
 * <ul>
 *   <li>Time is a number of seconds and, among what happens at the same second, an order. So messages can be instant and yet
 *       one comes before another, which is all that gamma says: with no delay and the topology {@code gamma:G}, where near and
 *       far defenders are many small miners each (linked with themselves), a policy earns what the model says.
 *   <li>Nodes propose blocks without proof-of-work once all that comes at the same second has come. A finder proposes at once.
 *   <li>Nodes pass on whatever they hear first, before its parents have come; the attacker passes nothing on but what it
 *       releases, so the honest nodes must be connected without it.
 *   <li>Hashes are numbers of 64 bits here. The attacker is shown no more of them than everywhere: their order.
 *   <li>What all nodes, the attacker included, agree on and nothing in flight can change is paid and forgotten
 *       ({@code Agreement} of {@code env.attack}). Memory stays bounded as long as nodes come to agree.
 *   <li>A node stands for many small miners as far as favouring own votes goes; {@link
 *       org.undermine.env.network.Network#ownFirst} makes it one.
 * </ul>
 *
 * <p>What is not here: confidence intervals ({@code agents.Survey}), files (the command {@code simulate}), real sockets.
 *
 * <p>To add a topology, list it in {@link org.undermine.env.network.Topologies}; to add a kind of delay, in {@link
 * org.undermine.env.network.Delay}.
 */
package org.undermine.env.network;
