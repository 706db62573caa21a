/** Live. */
package org.undermine.env.live;
