package org.farandole.placement;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that can be read in one way only: numbers end with a blank, words begin with their length. Not for reading, but for
 * {@link InputHash}.
 */
final class CanonicalText {

    private static final int MOST_BYTES_A_NUMBER = 21;
    private static final int MOST_BYTES_A_CHAR = 3;

    private byte[] bytes;
    private int length;

    CanonicalText(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    CanonicalText flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    CanonicalText number(long number) {
        makeRoom(MOST_BYTES_A_NUMBER);
        if (0 <= number && number < 10) {
            bytes[length++] = (byte) ('0' + number);
        } else {
            digits(number);
        }
        bytes[length++] = ' ';
        return this;
    }

    private void digits(long number) {
        long left = number;
        if (left < 0) {
            bytes[length++] = '-';
        }
        int from = length;
        while (left != 0) {
            bytes[length++] = (byte) ('0' + Math.abs(left % 10));
            left /= 10;
        }
        for (int low = from, high = length - 1; low < high; low++, high--) {
            byte digit = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = digit;
        }
    }

    /** Each char for itself, in one byte or three: half a surrogate pair is no character, but may be in a name. */
    CanonicalText word(String word) {
        number(word.length());
        makeRoom(MOST_BYTES_A_CHAR * word.length());
        for (int i = 0; i < word.length(); i++) {
            char each = word.charAt(i);
            if (each < 0x80) {
                bytes[length++] = (byte) each;
            } else {
                bytes[length++] = (byte) (0xE0 | each >> 12);
                bytes[length++] = (byte) (0x80 | each >> 6 & 0x3F);
                bytes[length++] = (byte) (0x80 | each & 0x3F);
            }
        }
        return this;
    }

    void into(MessageDigest digest) {
        digest.update(bytes, 0, length);
    }

    /** A char a byte. */
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            all.append((char) (bytes[i] & 0xFF));
        }
        return all.toString();
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
