--  Root of the kit that the services of the namespace polyorb share: an HTTP
--  server for JSON, probes, metrics, logs, traces and outgoing calls.

package Kit is
   pragma Pure;

   Namespace : constant String := "polyorb";

end Kit;
