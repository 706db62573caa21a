package org.undermine.protocols;

/**
 * A block before it is found: what it will refer to.
 *
 * @param predecessor the parent named first
 * @param parents all parents, the predecessor among them
 */
public record Draft(int predecessor, BlockSet parents) {
    public static Draft extending(int block) {
        return new Draft(block, BlockSet.of(block));
    }
}
