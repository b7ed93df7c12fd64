with Kit.UTF8;
with SOAP_Gateway.XML.Characters;

package body SOAP_Gateway.XML.Writing is

   use SOAP_Gateway.XML.Characters;

   function Is_Writable (Text : String) return Boolean is (First_Wrong (Text) = 0);

   --------------------
   -- Append_Escaped --
   --------------------

   procedure Append_Escaped (To : in out Unbounded_String; Text : String) is
      Next : Positive := Text'First;
      Size : Natural;
   begin
      while Next <= Text'Last loop
         Size := Kit.UTF8.Sequence_Length (Text, Next);
         if Size = 0 or else not Is_Allowed (Decoded (Text, Next, Size)) then
            Append (To, '?');
            Size := Natural'Max (Size, 1);
         else
            case Text (Next) is
               when '&'      => Append (To, "&amp;");
               when '<'      => Append (To, "&lt;");
               when '>'      => Append (To, "&gt;");
               when '"'      => Append (To, "&quot;");
               --  A reader would make blanks or line feeds of them.
               when ASCII.HT => Append (To, "&#9;");
               when ASCII.LF => Append (To, "&#10;");
               when ASCII.CR => Append (To, "&#13;");
               when others   => Append (To, Text (Next .. Next + Size - 1));
            end case;
         end if;
         Next := Next + Size;
      end loop;
   end Append_Escaped;

   --------------------
   -- Append_Element --
   --------------------

   procedure Append_Element (To : in out Unbounded_String; Name, Text : String) is
   begin
      Append (To, '<' & Name & '>');
      Append_Escaped (To, Text);
      Append (To, "</" & Name & '>');
   end Append_Element;

end SOAP_Gateway.XML.Writing;
