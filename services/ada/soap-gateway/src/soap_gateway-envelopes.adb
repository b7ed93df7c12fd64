with Ada.Exceptions;
with Ada.Strings.Unbounded;
with SOAP_Gateway.Envelopes.Parts;
with SOAP_Gateway.Faults;
with SOAP_Gateway.Headers;
with SOAP_Gateway.Namespaces;
with SOAP_Gateway.Values;
with SOAP_Gateway.XML.Reading;

package body SOAP_Gateway.Envelopes is

   use SOAP_Gateway.Envelopes.Parts;
   use Ada.Strings.Unbounded;

   --  Raises Faults.Raised for what is no XML.
   function Parsed (Text : String) return XML.Document;

   function Fault_Of (Reader : in out Values.Reader; Item : XML.Element) return Kit.JSON.Value;

   function Last_Part (Of_Namespace : String) return String;
   function Unquoted (Action : String) return String;

   --------------
   -- Fault_Of --
   --------------

   function Fault_Of (Reader : in out Values.Reader; Item : XML.Element) return Kit.JSON.Value is
      Source : XML.Document renames Reader.Source.all;
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Child  : XML.Element := XML.First_Child (Source, Item);
      Code   : XML.Qualified_Name;
   begin
      Values.Find_Ids (Reader, XML.Parent (Source, Item));
      Kit.JSON.Add (Result, "kind", "fault");
      while Child /= XML.None loop
         declare
            Name : constant String := XML.Name (Source, Child);
         begin
            if Name = "faultcode" then
               Code := XML.Resolved (Source, Child, XML.Text (Source, Child));
               Kit.JSON.Set (Result, "code", Kit.JSON."+" (To_String (Code.Name)));
               if Code.Namespace /= Namespaces.Envelope then
                  Kit.JSON.Set
                    (Result, "codeNamespace", Kit.JSON."+" (To_String (Code.Namespace)));
               end if;
            elsif Name = "faultstring" then
               Kit.JSON.Set (Result, "string", Kit.JSON."+" (XML.Text (Source, Child)));
            elsif Name = "faultactor" then
               Kit.JSON.Set (Result, "actor", Kit.JSON."+" (XML.Text (Source, Child)));
            elsif Name = "detail" then
               Kit.JSON.Set (Result, "detail", Values.Members (Reader, Child));
            end if;
         end;
         Child := XML.Next_Sibling (Source, Child);
      end loop;
      if not Kit.JSON.Has (Result, "code") or else not Kit.JSON.Has (Result, "string") then
         Fail (Source, Item, "a fault needs faultcode and faultstring");
      end if;
      return Result;
   end Fault_Of;

   ---------------
   -- Last_Part --
   ---------------

   function Last_Part (Of_Namespace : String) return String is
      Stop  : Natural := Of_Namespace'Last;
      First : Natural;
   begin
      while Stop >= Of_Namespace'First and then Of_Namespace (Stop) in '/' | ':' | '#' loop
         Stop := Stop - 1;
      end loop;
      First := Stop;
      while First >= Of_Namespace'First
        and then Of_Namespace (First) not in '/' | ':' | '#'
      loop
         First := First - 1;
      end loop;
      return Of_Namespace (First + 1 .. Stop);
   end Last_Part;

   --------------
   -- Unquoted --
   --------------

   function Unquoted (Action : String) return String is
     (if Action'Length >= 2 and then Action (Action'First) = '"'
        and then Action (Action'Last) = '"'
      then Action (Action'First + 1 .. Action'Last - 1)
      else Action);

   ------------
   -- Parsed --
   ------------

   function Parsed (Text : String) return XML.Document is
   begin
      return XML.Reading.Parse (Text);
   exception
      when Error : XML.Malformed =>
         Faults.Throw (Faults.Client, Ada.Exceptions.Exception_Message (Error));
   end Parsed;

   -------------
   -- Decoded --
   -------------

   function Decoded (Text : String; As : Kinds := Request; Action : String := "")
      return Kit.JSON.Value
   is
      Source    : aliased constant XML.Document := Parsed (Text);
      Reader    : Values.Reader (Source'Access);
      Result    : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Header    : XML.Element;
      Content   : XML.Element;
      Call      : XML.Element;
      Entries   : Headers.List;

      procedure Add_Call (Name : String);
      procedure Add_Result;

      procedure Add_Call (Name : String) is
      begin
         Kit.JSON.Add (Result, "operation", Name);
         Kit.JSON.Add (Result, "namespace", XML.Namespace (Source, Call));
      end Add_Call;

      --  The return value comes first, whatever its name; then the out
      --  parameters.
      procedure Add_Result is
         Name    : constant String := XML.Name (Source, Call);
         Suffix  : constant String := "Response";
         First   : constant XML.Element := XML.First_Child (Source, Call);
         Outputs : Kit.JSON.Value;
      begin
         Add_Call
           (if Name'Length > Suffix'Length
              and then Name (Name'Last - Suffix'Length + 1 .. Name'Last) = Suffix
            then Name (Name'First .. Name'Last - Suffix'Length)
            else Name);
         if First /= XML.None then
            Kit.JSON.Add (Result, "result", Values.Value (Reader, First));
            Outputs := Values.Members (Reader, Call, Skipped => 1);
            if Kit.JSON.Length (Outputs) > 0 then
               Kit.JSON.Add (Result, "outputs", Outputs);
            end if;
         end if;
      end Add_Result;

   begin
      Check_Version (Source);
      Find_Parts (Source, Header, Content);
      Headers.Read (Source, Header, Entries);
      Call := Entry_Of (Source, Content);
      if Is_Soap (Source, Call, "Fault") then
         return Fault_Of (Reader, Call);
      end if;
      Check_Encoding (Source, Call);
      Values.Find_Ids (Reader, Content);
      Kit.JSON.Add (Result, "kind", (if As = Request then "request" else "response"));
      case As is
         when Request =>
            if XML.Has_Text (Source, Call) then
               Fail (Source, Call, "text stands between the arguments");
            end if;
            Add_Call (XML.Name (Source, Call));
            declare
               Target : constant String :=
                 (if Length (Entries.Target) > 0 then To_String (Entries.Target)
                  else Last_Part (XML.Namespace (Source, Call)));
            begin
               if Target /= "" then
                  Kit.JSON.Add (Result, "target", Target);
               end if;
            end;
            Kit.JSON.Add (Result, "arguments", Values.Members (Reader, Call));
         when Response =>
            Add_Result;
      end case;
      if Unquoted (Action) /= "" then
         Kit.JSON.Add (Result, "action", Unquoted (Action));
      end if;
      Kit.JSON.Add (Result, "headers", Entries.Entries);
      return Result;
   end Decoded;

end SOAP_Gateway.Envelopes;
