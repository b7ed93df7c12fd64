--  The interface under /v1. No answer and no log line holds a key, and none
--  but that of POST /v1/tokens a token.

with Kit.Routes;

package Security_Service.Web is

   --  Lifetime is that of tokens, in seconds.
   procedure Add_Routes (Table : in out Kit.Routes.Table; Lifetime : Positive);

end Security_Service.Web;
