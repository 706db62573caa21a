package org.undermine.env;

import java.util.Arrays;
import org.undermine.env.attack.Chance;

/**
 * The tosses of one step, written down as they are made. Those made before the attack was there to ask for them are told it
 * first; all are made as {@link Chance.Dice} makes them.
 *
 * <p>A toss is a {@code whole} and a {@code part}: {@link #ALPHA} or {@link #GAMMA}, and 0; one of {@code whole}, and
 * {@link #ONE_OF}; or {@code part} in {@code whole}. Its face is 0 for heads and 1 for tails, or which one of {@code whole}.
 */
final class Tosses implements Chance {
    static final int ALPHA = -1;
    static final int GAMMA = -2;
    static final int ONE_OF = -1;

    private final Stream random = new Stream(0);
    private double alpha;
    private double gamma;
    private int[] whole = new int[16];
    private int[] part = new int[16];
    private int[] face = new int[16];
    private int count;
    private int told;

    /** From here on with these shares, and numbers from where a stream was in that state. */
    void goOn(long from, double alpha, double gamma) {
        random.goOn(from);
        this.alpha = alpha;
        this.gamma = gamma;
    }

    long random() {
        return random.state();
    }

    double alphaShare() {
        return alpha;
    }

    double gammaShare() {
        return gamma;
    }

    /** A step begins: nothing has been tossed. */
    void begin() {
        count = told = 0;
    }

    /** Makes a toss before the attack asks for it; returns its face. */
    int toss(int whole, int part) {
        int made = count++;
        if (made == face.length) grow();
        this.whole[made] = whole;
        this.part[made] = part;
        return face[made] = roll(whole, part);
    }

    private int roll(int whole, int part) {
        if (whole == ALPHA) return random.nextDouble() < alpha ? 0 : 1;
        if (whole == GAMMA) return random.nextDouble() < gamma ? 0 : 1;
        int drawn = random.nextInt(whole);
        if (part == ONE_OF) return drawn;
        return drawn < part ? 0 : 1;
    }

    private void grow() {
        whole = Arrays.copyOf(whole, 2 * count);
        part = Arrays.copyOf(part, 2 * count);
        face = Arrays.copyOf(face, 2 * count);
    }

    /** How many have been made since the step began. */
    int count() {
        return count;
    }

    int whole(int i) {
        return whole[i];
    }

    int part(int i) {
        return part[i];
    }

    int face(int i) {
        return face[i];
    }

    private int tell(int whole, int part) {
        if (told == count) toss(whole, part);
        else if (this.whole[told] != whole || this.part[told] != part)
            throw new IllegalStateException("rules that ask for other tosses in the same position");
        return face[told++];
    }

    @Override
    public boolean alpha() {
        return tell(ALPHA, 0) == 0;
    }

    @Override
    public boolean gamma() {
        return tell(GAMMA, 0) == 0;
    }

    @Override
    public int oneOf(int n) {
        return tell(n, ONE_OF);
    }

    @Override
    public boolean share(int part, int whole) {
        return tell(whole, part) == 0;
    }
}
