/**
 * What every service of the local Azure stands on: requests and responses, the TLS server that
 * leads a call by its host name, the relay that is the only way in, the request log, faults on
 * demand and the clock that can be moved.
 */
package io.keyhold.local.http;
