/**
 * One attacker against honest miners, on any protocol.
 *
 * <p>{@link org.undermine.env.attack.Attack} is the only transition code. What an attacker may do is a
 * {@link org.undermine.env.attack.Space}; randomness enters through {@link org.undermine.env.attack.Chance} alone, which
 * {@link org.undermine.env.attack.AttackMdp} tries in every way and an environment rolls. Positions that differ only in
 * how blocks are numbered are merged by {@code Canonical}.
 *
 * <p>Two decisions worth knowing. Heads of near and far defenders are kept up to date as blocks are sent (near hears
 * releases at once and fresh blocks late, far hears both at once): the order of delivery of the attack model without a
 * queue in the state; it compiles Nakamoto's window 8 to 41,840 states with own blocks ignored and 496 considered. And
 * what is agreed is settled after a release, too, while nothing is in flight; the optimum is the same to 1e-11 as the
 * trial values of the model's description, which settle later and so count more states.
 *
 * <p>To add a space, implement {@link org.undermine.env.attack.Space} and list it in {@code Scenario}.
 */
package org.undermine.env.attack;
