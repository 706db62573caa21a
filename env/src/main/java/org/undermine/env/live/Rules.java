package org.undermine.env.live;

import java.nio.ByteBuffer;

/**
 * Which blocks are valid (specs/tiny-blockchain.md): those of which SHA-256(data, previous hash, work) is at most the
 * target, and any genesis.
 *
 * @param target null in the first version of the protocol: SHA-256(data, previous hash), and every block is valid
 */
public record Rules(Hash target) {
    /** For tests that two implementations understand each other. */
    public static final Rules WITHOUT_WORK = new Rules(null);

    public static final int INTEROPERABLE = 235;

    public static Rules twoToThe(int exponent) {
        if (exponent < 0 || exponent > 255)
            throw new IllegalArgumentException("target is 2^" + exponent + "; allowed: 2^0 to 2^255");
        return new Rules(Hash.powerOfTwo(exponent));
    }

    public boolean needWork() {
        return target != null;
    }

    public Hash hash(Block block) {
        ByteBuffer bytes = ByteBuffer.allocate(block.data().length + Hash.BYTES + Long.BYTES);
        write(block, bytes);
        return Hash.of(bytes.flip());
    }

    private void write(Block block, ByteBuffer into) {
        into.put(block.data());
        block.previous().put(into);
        if (needWork()) into.putLong(block.work());
    }

    /** @param hash that of {@code block} */
    public boolean valid(Block block, Hash hash) {
        return target == null || block.isGenesis() || hash.compareTo(target) <= 0;
    }

    /** Hashes one block after the other with nothing but the work changed. */
    Attempts attempts(Block block) {
        return new Attempts(this, block);
    }

    /** Attempts to find work for one block. */
    static final class Attempts {
        private final Rules rules;
        private final Block block;
        private final ByteBuffer bytes;
        private final int place;

        private Attempts(Rules rules, Block block) {
            this.rules = rules;
            this.block = block;
            place = block.data().length + Hash.BYTES;
            bytes = ByteBuffer.allocate(place + Long.BYTES);
            rules.write(block, bytes);
        }

        /** The block with {@code work}, if that is work enough; else null. */
        Block at(long work) {
            if (rules.needWork()) {
                bytes.putLong(place, work).rewind();
                if (Hash.of(bytes).compareTo(rules.target) > 0) return null;
            }
            return new Block(block.data(), block.previous(), work);
        }
    }
}
