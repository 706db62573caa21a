package org.undermine.bridge;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;

/** Ends of pipes, opened by path. To open one waits for the other, and whoever holds that may just have been killed. */
final class Pipe {
    private Pipe() {}

    static InputStream reading(String path) throws IOException {
        var both = new RandomAccessFile(path, "rw"); // which does not wait
        try {
            return new FileInputStream(path);
        } finally {
            both.close();
        }
    }

    static OutputStream writing(String path) throws IOException {
        var both = new RandomAccessFile(path, "rw");
        try {
            return new FileOutputStream(path);
        } finally {
            both.close();
        }
    }
}
