package org.undermine.agents;

/** A policy of the literature on the withholding space. */
@FunctionalInterface
interface Rule {
    /** What can be wanted. */
    enum Move {
        ADOPT,
        DISCARD,
        OVERRIDE,
        MATCH,
        WAIT
    }

    /**
     * How things stand.
     *
     * @param a private blocks since the fork
     * @param h public blocks since the fork
     * @param ap a * k + the votes for the private tip
     * @param hp h * k + the votes for the public tip
     * @param theirs whether the last block was a defender's, not yet heard by the near ones
     */
    record Stand(int a, int h, int ap, int hp, boolean theirs) {}

    Move on(Stand s);

    /** Release as one goes. */
    Rule HONEST = s -> s.h > s.a ? Move.ADOPT : Move.OVERRIDE;

    Rule GET_AHEAD = s -> s.h > s.a ? Move.ADOPT : s.h < s.a ? Move.OVERRIDE : Move.WAIT;

    /** Eyal and Sirer, FC 2014, algorithm 1. */
    Rule SM1 = s -> {
        if (s.h > s.a) return Move.ADOPT;
        if (s.a == s.h && s.h >= 1) return Move.MATCH;
        return s.a == s.h + 1 && s.h >= 1 ? Move.OVERRIDE : Move.WAIT;
    };

    Rule MINOR_DELAY = s -> s.h > s.a ? Move.ADOPT : s.h == 0 ? Move.WAIT : Move.OVERRIDE;

    Rule AVOID_LOSS = s -> {
        if (s.h == 0) return Move.WAIT;
        if (s.h == 1 && s.hp == s.ap) return Move.MATCH;
        if (s.hp > s.ap) return Move.ADOPT;
        return s.hp == s.ap - 1 || s.h < s.a - 10 ? Move.OVERRIDE : Move.WAIT;
    };

    Rule LONG_DELAY = s -> {
        if (s.h > s.a) return Move.ADOPT;
        if (s.h == 0) return Move.WAIT;
        return s.a <= s.h + 10 && s.hp + 1 < s.ap ? Move.WAIT : Move.OVERRIDE;
    };

    /** Feng and Niu, ICDCS 2019, algorithm 1. To release one more block is a match: all before it are out. */
    Rule FN19 = s -> {
        if (!s.theirs) return s.a == 2 && s.h == 1 ? Move.OVERRIDE : Move.WAIT;
        if (s.a < s.h) return Move.ADOPT;
        return s.a == s.h + 1 ? Move.OVERRIDE : Move.MATCH;
    };
}
