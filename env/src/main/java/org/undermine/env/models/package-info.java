/**
 * Models of the literature by their own state, as independent second ways to a number: they share no transition code
 * with {@code env.attack} and must agree with it.
 *
 * <p>{@link org.undermine.env.models.Fc16} and {@link org.undermine.env.models.Aft20} are selfish mining as two papers
 * state it; {@link org.undermine.env.models.Overpaid} bounds it from above without truncation. To add a model, implement
 * {@code Mdp} with a state that is the paper's, and list it in {@code Scenario}.
 */
package org.undermine.env.models;
