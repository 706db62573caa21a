/**
 * Undermine for people and for other processes: the command line ({@code commands}), and the way in from Python.
 *
 * <p>Python speaks to a JVM, its own or one that several processes share, through the {@link org.undermine.bridge.Gateway}, whose
 * {@link org.undermine.bridge.Service} is all that can be asked: Py4J carries control, never data. The data of environments
 * lies in memory that both sides map ({@link org.undermine.bridge.Layout}) and is handed over and back by a
 * {@link org.undermine.bridge.Doorbell}: a word in that memory, for which each side looks a while before it sleeps on a
 * pipe. Neither memory nor pipes have a name where the system is Linux: Python lends them as {@code /proc/PID/fd/N}, so
 * nothing is left behind, whoever is killed. A question of the command line that answers JSON is asked from Python as a command ({@code Service.command}), so
 * that there is one way to say it.
 */
package org.undermine.bridge;
