package org.undermine.env.mdp;

/**
 * A coin of a model's own: its chance depends on alpha in a way that no power of alpha and 1 - alpha says.
 *
 * <p>Equal coins have equal chances, and what {@code toString} says of a coin tells it from others: tables' digests are made from it.
 */
public interface Coin {
    /** The chance of heads where the attacker's share is {@code alpha}, exactly. */
    Fraction heads(double alpha);
}
