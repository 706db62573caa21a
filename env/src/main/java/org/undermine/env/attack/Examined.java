package org.undermine.env.attack;

import java.util.function.Function;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Payout;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.SourceFile;
import org.undermine.protocols.Uncles;
import org.undermine.protocols.View;

/** Rules asked on views that refuse what they do not show, and whose answers must have the form that the contract gives them. */
class Examined implements Protocol {
    private static final int NONE = -1;

    private final Protocol rules;
    private final Watch watch;

    Examined(Protocol rules, Watch watch) {
        this.rules = rules;
        this.watch = watch;
    }

    static Examined of(Protocol rules, Watch watch) {
        return rules instanceof Uncles uncles ? new Choosing(uncles, watch) : new Examined(rules, watch);
    }

    /** Rules whose miner chooses uncles. */
    private static final class Choosing extends Examined implements Uncles {
        private final Uncles rules;

        Choosing(Uncles rules, Watch watch) {
            super(rules, watch);
            this.rules = rules;
        }

        @Override
        public Draft mine(View view) {
            return mined(view, rules::mine);
        }

        @Override
        public Draft mine(View view, boolean own, boolean foreign) {
            return mined(view, v -> rules.mine(v, own, foreign));
        }
    }

    // ---- asking

    private <T> T ask(String rule, View view, int block, Function<View, T> question, Form<T> form) {
        Guard guard = Guard.of(view, watch);
        String about = block == NONE ? "" : ", block " + block;
        watch.asks(rule, guard, about);
        String wrong;
        Throwable cause = null;
        try {
            T answer = question.apply(guard);
            wrong = form.wrong(guard, answer);
            if (wrong == null) return answer;
        } catch (RuntimeException | Error e) {
            wrong = failure(e);
            cause = e;
        } finally {
            watch.answered();
        }
        throw new Broken(Breach.in(guard.position(), rule, guard.viewer() + about + ": " + wrong), cause);
    }

    private static String failure(Throwable e) {
        if (e instanceof Guard.Refusal) return e.getMessage();
        if (e instanceof Hashes.Undrawn)
            return "the rule compares hashes that nothing has compared yet; let rivals name the blocks that a new one is"
                    + " compared with";
        String where = SourceFile.blame(e);
        return "the rule fails: " + (where == null ? e.toString() : where);
    }

    /** What an answer must look like. */
    private interface Form<T> {
        /** What is wrong with it, in words; null if nothing. */
        String wrong(View view, T answer);
    }

    private static String unknown(View view, BlockSet blocks) {
        BlockSet unknown = blocks.minus(view.known());
        return unknown.isEmpty() ? null : "answered " + unknown.first() + ", a block that is not in the view";
    }

    // ---- the rules

    @Override
    public Draft mine(View view) {
        return mined(view, rules::mine);
    }

    final Draft mined(View view, Function<View, Draft> rule) {
        return ask("mine", view, NONE, rule, (v, draft) -> {
            if (draft == null) return "answered null; there is always something to mine";
            if (draft.kind() != null && !rules.needsProof(draft.kind()))
                return "answered a " + word(draft.kind()) + ", which needs no proof-of-work";
            return malformed(v, draft);
        });
    }

    @Override
    public Draft propose(View view) {
        return ask("propose", view, NONE, rules::propose, (v, draft) -> {
            if (draft == null) return null;
            if (draft.kind() != null && rules.needsProof(draft.kind()))
                return "answered a " + word(draft.kind()) + ", which needs a proof-of-work";
            return malformed(v, draft);
        });
    }

    private String malformed(View view, Draft draft) {
        if (draft.kind() == null || draft.parents() == null)
            return "answered " + draft + ", in which something is null";
        if (draft.parents().isEmpty()) return "answered a block without parents";
        BlockSet unknown = draft.parents().minus(view.known());
        if (!unknown.isEmpty()) return "answered a block on parent " + unknown.first() + ", which is not in the view";
        if (draft.predecessor() == Draft.NONE
                ? rules.prefers()
                : !draft.parents().contains(draft.predecessor()))
            return "answered a block with predecessor " + draft.predecessor() + ", which is none of its parents "
                    + draft.parents();
        if (draft.kind() == Kind.VOTE && !rules.votes()) return "answered a vote, but votes() says that there are none";
        return null;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public int prefer(View view, int block) {
        return ask("prefer", view, block, v -> rules.prefer(v, block), (v, head) -> {
            if (head < 0 || !v.known().contains(head)) return "answered " + head + ", a block that is not in the view";
            boolean can = v.kind(head) != Kind.VOTE && v.kind(head) != Kind.PARALLEL;
            return can ? null : "answered " + head + ", a " + word(v.kind(head)) + ", which can be nobody's head";
        });
    }

    @Override
    public int height(View view, Draft draft) {
        return ask("height", view, NONE, v -> rules.height(v, draft), (v, height) -> {
            BlockSet parents = draft.parents();
            for (int p = parents.first(); p >= 0; p = parents.next(p))
                if (v.height(p) > height) return said(draft, height) + "; its parent " + p + " stands higher";
            boolean grows = draft.kind() != Kind.VOTE && draft.kind() != Kind.PARALLEL && draft.predecessor() >= 0;
            if (grows && v.height(draft.predecessor()) >= height)
                return said(draft, height) + "; its predecessor " + draft.predecessor() + " stands as high";
            return null;
        });
    }

    private static String said(Draft draft, int height) {
        return "answered " + height + " for a " + word(draft.kind()) + " on " + draft.parents();
    }

    @Override
    public BlockSet history(View view) {
        return ask("history", view, NONE, rules::history, (v, history) -> {
            if (!history.contains(0)) return "answered " + history + ", without the root";
            return unknown(v, history);
        });
    }

    @Override
    public BlockSet referable(View view, int block) {
        return ask("referable", view, block, v -> rules.referable(v, block), (v, blocks) -> {
            BlockSet chain = blocks.and(v.chain(block));
            if (!chain.isEmpty()) return "answered " + chain.first() + ", which is in the chain of block " + block;
            return unknown(v, blocks);
        });
    }

    @Override
    public BlockSet rivals(View view, int block) {
        return ask("rivals", view, block, v -> rules.rivals(v, block), (v, blocks) -> {
            if (blocks.contains(block)) return "answered " + blocks + ": a block is no rival of itself";
            return unknown(v, blocks);
        });
    }

    @Override
    public int progress(View view, int block) {
        return ask("progress", view, block, v -> rules.progress(v, block), (v, n) -> negative(n));
    }

    @Override
    public int proofs(View view, int block) {
        return ask("proofs", view, block, v -> rules.proofs(v, block), (v, n) -> negative(n));
    }

    private static String negative(int amount) {
        return amount < 0 ? "answered " + amount + "; allowed: from 0" : null;
    }

    @Override
    public void coinbase(View view, int block, Payout payout) {
        int[] paid = ask("coinbase", view, block, v -> paid(v, block), (v, amounts) -> null);
        if (paid[View.ATTACKER] > 0) payout.pay(View.ATTACKER, paid[View.ATTACKER]);
        if (paid[View.DEFENDER] > 0) payout.pay(View.DEFENDER, paid[View.DEFENDER]);
    }

    private int[] paid(View view, int block) {
        int[] paid = new int[View.ATTACKER + 1];
        rules.coinbase(view, block, (miner, amount) -> {
            if (miner != View.ATTACKER && miner != View.DEFENDER)
                throw new Guard.Refusal("the rule pays " + amount + " to nobody: a root or a summary has no miner");
            if (amount < 0) throw new Guard.Refusal("the rule pays " + amount + "; allowed: from 0");
            paid[miner] += amount;
        });
        return paid;
    }

    // ---- what does not depend on a view

    @Override
    public boolean votes() {
        return rules.votes();
    }

    @Override
    public int ledgers() {
        return rules.ledgers();
    }

    @Override
    public boolean needsProof(Kind kind) {
        return rules.needsProof(kind);
    }

    @Override
    public boolean prefers() {
        return rules.prefers();
    }

    @Override
    public int unit() {
        return rules.unit();
    }

    @Override
    public int k() {
        return rules.k();
    }
}
