/**
 * The HTTP server and the pipeline that a request takes: detect, authenticate, decode, authorize, invoke, encode, send.
 */
package dev.forebay.gateway;
