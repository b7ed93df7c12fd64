--  Takes TLS off connections and passes their bytes to this service's own
--  HTTP port. A task of its own, which only Start makes.

with Ada.Strings.Unbounded;

package Security_Service.TLS is

   use Ada.Strings.Unbounded;

   Max_Connections : constant := 64;

   type Settings is record
      Certificate_File : Unbounded_String;
      Key_File         : Unbounded_String;

      --  Where TLS is taken, and the port of plain HTTP behind it.
      Bind             : Unbounded_String;
      Port             : Positive := 8_443;
      Plain_Port       : Positive := Default_Port;
      Handshake_Ms     : Positive := 5_000;
   end record;

   --  Returns at once. What is wrong with library, files or port is a line in
   --  the log: plain HTTP goes on without TLS. The files are looked at again
   --  every second, and read when they have changed.
   procedure Start (With_Settings : Settings);

   --  Plain HTTP has ended: passes on what it has answered, and returns when
   --  the peers have it or Left_Ms are over. At once when nothing was started.
   procedure Finish (Left_Ms : Natural);

end Security_Service.TLS;
