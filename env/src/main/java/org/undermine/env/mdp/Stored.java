package org.undermine.env.mdp;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Objects;

/** States that are kept as bytes, and read when they are asked for. */
final class Stored<S> extends AbstractList<S> implements Numbering {
    private final Packed<S> model;
    private final StateBytes states;
    private final ByteBuffer written = ByteBuffer.allocate(Packed.LONGEST);
    private final Fingerprint fingerprint = new Fingerprint();
    private Fingerprints number; // made when first asked for, where it is not known

    Stored(Packed<S> model, StateBytes states, Fingerprints number) {
        this.model = model;
        this.states = states;
        this.number = number;
    }

    StateBytes bytes() {
        return states;
    }

    /** Bytes, numbers included once they have been asked for. */
    synchronized long memory() {
        return states.bytes() + (number == null ? 0 : number.bytes());
    }

    @Override
    public S get(int s) {
        Objects.checkIndex(s, states.size());
        return model.read(states.from(s).next());
    }

    @Override
    public int size() {
        return states.size();
    }

    @Override
    @SuppressWarnings("unchecked") // what is no state of this model has no number
    public synchronized int find(Object state) {
        if (number == null) number = numbered();
        model.write((S) state, written.clear());
        fingerprint.of(written.array(), 0, written.position());
        return number.find(fingerprint.high, fingerprint.low);
    }

    private Fingerprints numbered() {
        var all = new Fingerprints();
        if (states.size() == 0) return all;
        var reader = states.from(0);
        for (int s = 0; s < states.size(); s++) {
            ByteBuffer bytes = reader.next();
            fingerprint.of(bytes.array(), bytes.position(), bytes.remaining());
            all.add(fingerprint.high, fingerprint.low);
        }
        return all;
    }
}
