with Ada.Strings.Fixed;
with SOAP_Gateway.Faults;
with SOAP_Gateway.Namespaces;

package body SOAP_Gateway.Headers is

   use Ada.Strings.Unbounded;

   Max_Entries : constant := 64;

   procedure Read (Source : XML.Document; Header : XML.Element; Result : out List) is
      Item : XML.Element;

      procedure Take;

      procedure Take is
         Name      : constant String := XML.Name (Source, Item);
         Namespace : constant String := XML.Namespace (Source, Item);
         Actor     : constant String :=
           XML.Attribute (Source, Item, Namespaces.Envelope, "actor");
         Must      : constant String :=
           XML.Attribute (Source, Item, Namespaces.Envelope, "mustUnderstand");
         Is_Target : constant Boolean := Namespace = Namespaces.Own and then Name = "target";
         Image     : Kit.JSON.Value := Kit.JSON.Empty_Object;
      begin
         if Namespace = "" then
            Faults.Throw
              (Faults.Client,
               XML.Place (Source, Item) & ": the header entry " & Faults.Shown (Name)
               & " needs a namespace");
         elsif Must not in "" | "0" | "1" then
            Faults.Throw
              (Faults.Client, XML.Place (Source, Item) & ": mustUnderstand is 0 or 1");
         elsif Must = "1" and then Actor in "" | Namespaces.Next_Actor and then not Is_Target then
            Faults.Throw
              (Faults.Must_Understand,
               XML.Place (Source, Item) & ": the header entry " & Faults.Shown (Name)
               & " is not understood");
         end if;
         Kit.JSON.Add (Image, "name", Name);
         Kit.JSON.Add (Image, "namespace", Namespace);
         Kit.JSON.Add (Image, "value", XML.Text (Source, Item));
         Kit.JSON.Add (Image, "mustUnderstand", Must = "1");
         if Actor /= "" then
            Kit.JSON.Add (Image, "actor", Actor);
         end if;
         Kit.JSON.Append (Result.Entries, Image);
         if Is_Target then
            Result.Target := To_Unbounded_String
              (Ada.Strings.Fixed.Trim (XML.Text (Source, Item), Ada.Strings.Both));
         end if;
      end Take;

   begin
      Result.Entries := Kit.JSON.Empty_Array;
      Result.Target  := Null_Unbounded_String;
      if Header = XML.None then
         return;
      end if;
      Item := XML.First_Child (Source, Header);
      while Item /= XML.None loop
         if Kit.JSON.Length (Result.Entries) = Max_Entries then
            Faults.Throw
              (Faults.Client, XML.Place (Source, Item) & ": a Header has at most 64 entries");
         end if;
         Take;
         Item := XML.Next_Sibling (Source, Item);
      end loop;
   end Read;

end SOAP_Gateway.Headers;
