/**
 * Attacks by a state of their own: models of the literature, as independent second ways to a number, and systems that are no
 * block DAG. They share no transition code with {@code env.attack}; where both say something they must agree.
 *
 * <p>{@link org.undermine.env.models.Fc16} and {@link org.undermine.env.models.Aft20} are selfish mining as two papers
 * state it; {@link org.undermine.env.models.Overpaid} bounds it from above without truncation. To add a model of Nakamoto, implement
 * {@code Mdp} with a state that is the paper's, and list it in {@code Scenario}.
 *
 * <p>{@link org.undermine.env.models.LeaderSchedule} is the longest chain where leaders are known in advance. To add a system,
 * implement {@link org.undermine.env.models.Model} and list it in {@link org.undermine.env.models.Models}.
 */
package org.undermine.env.models;
