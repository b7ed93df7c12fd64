with Ada.Characters.Handling;

package body Interface_Repository.Keywords is

   --  Those of CORBA 3.3, part 1, 7.2.4; those from component on are not in
   --  the subset, and no names either.
   Words : constant String :=
     " abstract any attribute boolean case char const default double enum exception false float"
     & " in inout interface local long module object octet oneway out raises readonly sequence"
     & " short string struct switch true typedef union unsigned void wchar wstring"
     & " component consumes context custom emits eventtype factory finder fixed"
     & " getraises home import multiple native primarykey private provides public publishes"
     & " setraises supports truncatable typeid typeprefix uses valuebase valuetype ";

   ----------------
   -- Is_Keyword --
   ----------------

   function Is_Keyword (Spelling : String) return Boolean is
      Wanted : constant String := ' ' & Ada.Characters.Handling.To_Lower (Spelling) & ' ';
   begin
      return (for some First in Words'First .. Words'Last - Wanted'Length + 1 =>
                Words (First .. First + Wanted'Length - 1) = Wanted);
   end Is_Keyword;

end Interface_Repository.Keywords;
