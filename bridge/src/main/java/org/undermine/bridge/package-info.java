/** Undermine for people and for other processes: the command line, and the way in from Python. */
package org.undermine.bridge;
