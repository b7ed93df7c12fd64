with Ada.Strings.Unbounded;
with Kit.UTF8;

package body Interface_Repository.Describing is

   use Ada.Strings.Unbounded;
   use Interface_Repository.Model;
   use type Kit.JSON.Value;

   function Plain (Number : Natural) return String;

   --  Octets of IDL are Latin-1 where they are no UTF-8.
   function As_UTF8 (Text : Unbounded_String) return String;

   function Ids (Repo : Repository; List : Index_Vectors.Vector) return Kit.JSON.Value;
   function Names (Repo : Repository; List : Index_Vectors.Vector) return Kit.JSON.Value;
   function Fields (Repo : Repository; Of_Item : Definition) return Kit.JSON.Value;

   procedure Add_Interface (Result : in out Kit.JSON.Value; Repo : Repository; Item : Model.Index);
   procedure Add_Operation
     (Result : in out Kit.JSON.Value; Repo : Repository; Of_Item : Definition);

   --  Those of that kind which Container has itself.
   procedure Append_Features
     (List : in out Kit.JSON.Value; Repo : Repository; Container : Model.Index; Kind : Kinds);

   function Word (Item : Modes) return String is
     (case Item is
         when In_Mode => "in", when Out_Mode => "out", when In_Out_Mode => "inout");

   function Word (Item : Type_Kinds) return String is
     (case Item is
         when Void        => "void",
         when Short       => "short",
         when Long        => "long",
         when Long_Long   => "long long",
         when U_Short     => "unsigned short",
         when U_Long      => "unsigned long",
         when U_Long_Long => "unsigned long long",
         when Single      => "float",
         when Double      => "double",
         when Long_Double => "long double",
         when Bool        => "boolean",
         when Char        => "char",
         when Wide_Char   => "wchar",
         when Octet       => "octet",
         when Any         => "any",
         when Object      => "Object",
         when Text        => "string",
         when Wide_Text   => "wstring",
         when others      => "");

   -----------
   -- Plain --
   -----------

   function Plain (Number : Natural) return String is
      Image : constant String := Number'Image;
   begin
      return Image (Image'First + 1 .. Image'Last);
   end Plain;

   -------------
   -- As_UTF8 --
   -------------

   function As_UTF8 (Text : Unbounded_String) return String is
      Result : Unbounded_String;
   begin
      if Kit.UTF8.Is_Valid (To_String (Text)) then
         return To_String (Text);
      end if;
      for Item of To_String (Text) loop
         if Item < Character'Val (128) then
            Append (Result, Item);
         else
            Append (Result, Character'Val (192 + Character'Pos (Item) / 64));
            Append (Result, Character'Val (128 + Character'Pos (Item) mod 64));
         end if;
      end loop;
      return To_String (Result);
   end As_UTF8;

   -----------
   -- Image --
   -----------

   function Image (Repo : Model.Repository; Item : Model.Value) return Kit.JSON.Value is
     (case Item.Kind is
         when Whole          => +Item.Number,
         when Real           => +Item.Float,
         when Truth          => +(Item.Number = 1),
         when Letter | Words => +As_UTF8 (Item.Text),
         when Choice         => +To_String (Repo.Definitions (Item.Chosen).Name));

   ----------------
   -- Type_Image --
   ----------------

   function Type_Image (Repo : Model.Repository; Item : Model.Type_Ref) return String is
      Node : constant Type_Node := Repo.Types (Item);
   begin
      return
        (case Node.Kind is
            when Text | Wide_Text =>
               Word (Node.Kind) & (if Node.Bound = 0 then "" else '<' & Plain (Node.Bound) & '>'),
            when Sequence_Of =>
               "sequence<" & Type_Image (Repo, Node.Element)
               & (if Node.Bound = 0 then "" else ", " & Plain (Node.Bound)) & '>',
            when Array_Of =>
               Type_Image (Repo, Node.Element) & '[' & Plain (Node.Bound) & ']',
            when Named  => Absolute_Name (Repo, Node.Named),
            when others => Word (Node.Kind));
   end Type_Image;

   ---------
   -- Ids --
   ---------

   function Ids (Repo : Repository; List : Index_Vectors.Vector) return Kit.JSON.Value is
   begin
      return Result : Kit.JSON.Value := Kit.JSON.Empty_Array do
         for Item of List loop
            Kit.JSON.Append (Result, +To_String (Repo.Definitions (Item).Id));
         end loop;
      end return;
   end Ids;

   -----------
   -- Names --
   -----------

   function Names (Repo : Repository; List : Index_Vectors.Vector) return Kit.JSON.Value is
   begin
      return Result : Kit.JSON.Value := Kit.JSON.Empty_Array do
         for Item of List loop
            Kit.JSON.Append (Result, +To_String (Repo.Definitions (Item).Name));
         end loop;
      end return;
   end Names;

   ------------
   -- Fields --
   ------------

   function Fields (Repo : Repository; Of_Item : Definition) return Kit.JSON.Value is
      Result : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Shown  : Kit.JSON.Value;
   begin
      for Item of Of_Item.Fields loop
         Shown := Kit.JSON.Empty_Object;
         Kit.JSON.Add (Shown, "name", To_String (Item.Name));
         if Of_Item.Kind = Operation then
            Kit.JSON.Add (Shown, "mode", Word (Item.Mode));
         elsif Of_Item.Kind = Union then
            Kit.JSON.Add (Shown, "labels", Item.Labels);
         end if;
         Kit.JSON.Add (Shown, "type", Type_Image (Repo, Item.Of_Type));
         Kit.JSON.Append (Result, Shown);
      end loop;
      return Result;
   end Fields;

   -----------
   -- Brief --
   -----------

   function Brief (Repo : Model.Repository; Item : Model.Index) return Kit.JSON.Value is
      Here   : constant Definition := Repo.Definitions (Item);
      Result : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Kit.JSON.Add (Result, "kind", Word (Here.Kind));
      Kit.JSON.Add (Result, "name", To_String (Here.Name));
      Kit.JSON.Add (Result, "id", To_String (Here.Id));
      Kit.JSON.Add (Result, "absoluteName", Absolute_Name (Repo, Item));
      return Result;
   end Brief;

   ---------------------
   -- Append_Features --
   ---------------------

   procedure Append_Features
     (List : in out Kit.JSON.Value; Repo : Repository; Container : Model.Index; Kind : Kinds) is
   begin
      for Item in 1 .. Repo.Definitions.Last_Index loop
         if Repo.Definitions (Item).Container = Container
           and then Repo.Definitions (Item).Kind = Kind
         then
            Kit.JSON.Append (List, Full (Repo, Item));
         end if;
      end loop;
   end Append_Features;

   -------------------
   -- Add_Interface --
   -------------------

   procedure Add_Interface (Result : in out Kit.JSON.Value; Repo : Repository; Item : Model.Index)
   is
      Here       : constant Definition := Repo.Definitions (Item);
      Attributes : Kit.JSON.Value := Kit.JSON.Empty_Array;
      Operations : Kit.JSON.Value := Kit.JSON.Empty_Array;
   begin
      Append_Features (Attributes, Repo, Item, Attribute);
      Append_Features (Operations, Repo, Item, Operation);
      Kit.JSON.Add (Result, "isDefined", not Here.Is_Forward);
      Kit.JSON.Add (Result, "isAbstract", Here.Is_Abstract);
      Kit.JSON.Add (Result, "isLocal", Here.Is_Local);
      Kit.JSON.Add (Result, "bases", Ids (Repo, Here.Bases));
      Kit.JSON.Add (Result, "attributes", Attributes);
      Kit.JSON.Add (Result, "operations", Operations);
   end Add_Interface;

   -------------------
   -- Add_Operation --
   -------------------

   procedure Add_Operation
     (Result : in out Kit.JSON.Value; Repo : Repository; Of_Item : Definition) is
   begin
      Kit.JSON.Add (Result, "mode", (if Of_Item.Is_Limited then "oneway" else "normal"));
      Kit.JSON.Add (Result, "result", Type_Image (Repo, Of_Item.Of_Type));
      Kit.JSON.Add (Result, "parameters", Fields (Repo, Of_Item));
      Kit.JSON.Add (Result, "exceptions", Ids (Repo, Of_Item.Others_Of));
   end Add_Operation;

   ----------
   -- Full --
   ----------

   function Full (Repo : Model.Repository; Item : Model.Index) return Kit.JSON.Value is
      Here   : constant Definition := Repo.Definitions (Item);
      Result : Kit.JSON.Value := Brief (Repo, Item);
   begin
      Kit.JSON.Add (Result, "version", To_String (Here.Version));
      Kit.JSON.Add
        (Result, "definedIn",
         (if Here.Container = Root then "" else To_String (Repo.Definitions (Here.Container).Id)));
      case Here.Kind is
         when Module         => null;
         when Interface_Kind => Add_Interface (Result, Repo, Item);
         when Operation      => Add_Operation (Result, Repo, Here);
         when Attribute =>
            Kit.JSON.Add (Result, "mode", (if Here.Is_Limited then "readonly" else "normal"));
            Kit.JSON.Add (Result, "type", Type_Image (Repo, Here.Of_Type));
         when Struct | Exception_Kind =>
            Kit.JSON.Add (Result, "members", Fields (Repo, Here));
         when Union =>
            Kit.JSON.Add (Result, "discriminator", Type_Image (Repo, Here.Of_Type));
            Kit.JSON.Add (Result, "members", Fields (Repo, Here));
         when Enum =>
            Kit.JSON.Add (Result, "members", Names (Repo, Here.Others_Of));
         when Alias =>
            Kit.JSON.Add (Result, "type", Type_Image (Repo, Here.Of_Type));
         when Constant_Kind =>
            Kit.JSON.Add (Result, "type", Type_Image (Repo, Here.Of_Type));
            Kit.JSON.Add (Result, "value", Image (Repo, Here.Value));
         when Enumerator => null;
      end case;
      return Result;
   end Full;

   --------------------
   -- Full_Interface --
   --------------------

   function Full_Interface
     (Repo : Model.Repository; Item : Model.Index) return Kit.JSON.Value
   is
      Result     : Kit.JSON.Value := Full (Repo, Item);
      Attributes : Kit.JSON.Value := Kit.JSON.Get (Result, "attributes");
      Operations : Kit.JSON.Value := Kit.JSON.Get (Result, "operations");
   begin
      for Base of Repo.Definitions (Item).Ancestors loop
         Append_Features (Attributes, Repo, Base, Attribute);
         Append_Features (Operations, Repo, Base, Operation);
      end loop;
      Kit.JSON.Set (Result, "attributes", Attributes);
      Kit.JSON.Set (Result, "operations", Operations);
      Kit.JSON.Add (Result, "inherits", Ids (Repo, Repo.Definitions (Item).Ancestors));
      return Result;
   end Full_Interface;

end Interface_Repository.Describing;
