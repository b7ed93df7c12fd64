with Ada.Strings.Fixed;
with SOAP_Gateway.Faults;

package body SOAP_Gateway.Envelopes.Parts is

   ----------
   -- Fail --
   ----------

   procedure Fail (Source : XML.Document; Item : XML.Element; Reason : String) is
   begin
      Faults.Throw (Faults.Client, XML.Place (Source, Item) & ": " & Reason);
   end Fail;

   -------------------
   -- Check_Version --
   -------------------

   procedure Check_Version (Source : XML.Document) is
      Root : constant XML.Element := XML.Root (Source);
   begin
      if XML.Name (Source, Root) /= "Envelope" then
         Fail (Source, Root, "the root is no Envelope");
      elsif XML.Namespace (Source, Root) /= Namespaces.Envelope then
         Faults.Throw
           (Faults.Version_Mismatch,
            "the envelope is not of SOAP 1.1 but "
            & Faults.Shown (XML.Namespace (Source, Root)));
      elsif XML.First_Instruction (Source) /= "" then
         Faults.Throw
           (Faults.Client,
            XML.First_Instruction (Source)
            & ": an envelope holds no processing instructions");
      end if;
   end Check_Version;

   ----------------
   -- Find_Parts --
   ----------------

   procedure Find_Parts (Source : XML.Document; Header, Content : out XML.Element) is
      Root : constant XML.Element := XML.Root (Source);
      Item : XML.Element := XML.First_Child (Source, Root);
   begin
      Header := XML.None;
      if XML.Has_Text (Source, Root) then
         Fail (Source, Root, "text stands between the parts of the envelope");
      elsif Item /= XML.None and then Is_Soap (Source, Item, "Header") then
         Header := Item;
         Item   := XML.Next_Sibling (Source, Item);
      end if;
      if Item = XML.None then
         Fail (Source, Root, "the envelope has no Body");
      elsif not Is_Soap (Source, Item, "Body") then
         Fail (Source, Item, "the Body of the envelope is expected here");
      end if;
      Content := Item;
      Item := XML.Next_Sibling (Source, Item);
      while Item /= XML.None loop
         if XML.Namespace (Source, Item) in "" | Namespaces.Envelope then
            Fail (Source, Item, "what follows the Body needs a namespace of its own");
         end if;
         Item := XML.Next_Sibling (Source, Item);
      end loop;
   end Find_Parts;

   --------------------
   -- Check_Encoding --
   --------------------

   procedure Check_Encoding (Source : XML.Document; Item : XML.Element) is
      Holder : XML.Element := Item;
   begin
      while Holder /= XML.None
        and then not XML.Has (Source, Holder, Namespaces.Envelope, "encodingStyle")
      loop
         Holder := XML.Parent (Source, Holder);
      end loop;
      if Holder = XML.None then
         return;
      end if;
      declare
         Style : constant String :=
           XML.Attribute (Source, Holder, Namespaces.Envelope, "encodingStyle");
      begin
         --  A list from the most to the least specific; "" makes no claim.
         if (for some Letter of Style => not XML.Is_Blank (Letter))
           and then Ada.Strings.Fixed.Index (' ' & Style, ' ' & Namespaces.Encoding) = 0
         then
            Fail (Source, Holder, "encodingStyle is not known: " & Faults.Shown (Style));
         end if;
      end;
   end Check_Encoding;

   --------------
   -- Entry_Of --
   --------------

   function Entry_Of (Source : XML.Document; Content : XML.Element) return XML.Element is
      Item   : XML.Element := XML.First_Child (Source, Content);
      Result : XML.Element := XML.None;
   begin
      if XML.Has_Text (Source, Content) then
         Fail (Source, Content, "text stands in the Body");
      end if;
      while Item /= XML.None loop
         declare
            Is_Root : constant String :=
              XML.Attribute (Source, Item, Namespaces.Encoding, "root");
         begin
            if Result = XML.None and then Is_Root not in "0" | "false" then
               Result := Item;
            elsif not XML.Has (Source, Item, "", "id") then
               Fail (Source, Item, "the Body holds more than one call");
            end if;
         end;
         Item := XML.Next_Sibling (Source, Item);
      end loop;
      if Result = XML.None then
         Fail (Source, Content, "the Body holds no call");
      end if;
      return Result;
   end Entry_Of;

end SOAP_Gateway.Envelopes.Parts;
