with Ada.Exceptions;
with Ada.Finalization;
with Kit.Logs;
with Orb_Core.Registry;
with Orb_Core.Servants;
with Orb_Core.Signatures;

package body Orb_Core.Dispatch is

   use Corba.System_Exceptions;
   use type Interfaces.Unsigned_32;
   use type Kit.JSON.Value;

   --  BAD_OPERATION of our own.
   No_Operation : constant Minor_Code := Polyorb_Set or 1;

   --  CORBA's root of all interfaces.
   Object_Id    : constant String := "IDL:omg.org/CORBA/Object:1.0";

   Is_A : constant Signatures.Operation :=
     (Name       => new String'("_is_a"),
      Result     => Signatures.Bool,
      Parameters => ((new String'("id"), Signatures.Text), others => <>),
      Count      => 1);

   type Kind_Counts is array (Kinds) of Long_Long_Integer;
   type Reply_Counts is array (Reply_Kinds) of Long_Long_Integer;

   protected Counters is
      procedure Take_Id (Id : out Request_Id);
      procedure Count (Item : Reply);
      procedure Read (By_Reply : out Reply_Counts; By_Kind : out Kind_Counts);
   private
      Last_Id : Request_Id   := 0;
      Replies : Reply_Counts := (others => 0);
      Raised  : Kind_Counts  := (others => 0);
   end Counters;

   --  Releases the object however the request ends.
   type Guard is new Ada.Finalization.Limited_Controlled with record
      Hold : Registry.Hold;
      Held : Boolean := False;
   end record;

   overriding procedure Finalize (Item : in out Guard);

   function Implicit
     (Servant : Servants.Servant'Class; Item : Request) return Kit.JSON.Value;

   function Call (Servant : in out Servants.Servant'Class; Item : Request)
      return Kit.JSON.Value;

   --------------
   -- Counters --
   --------------

   protected body Counters is

      procedure Take_Id (Id : out Request_Id) is
      begin
         Last_Id := (if Last_Id = Request_Id'Last then 1 else Last_Id + 1);
         Id := Last_Id;
      end Take_Id;

      procedure Count (Item : Reply) is
      begin
         Replies (Item.Kind) := Replies (Item.Kind) + 1;
         if Item.Kind = System_Exception then
            Raised (Item.Occurrence.Kind) := Raised (Item.Occurrence.Kind) + 1;
         end if;
      end Count;

      procedure Read (By_Reply : out Reply_Counts; By_Kind : out Kind_Counts) is
      begin
         By_Reply := Replies;
         By_Kind  := Raised;
      end Read;

   end Counters;

   --------------
   -- Finalize --
   --------------

   overriding procedure Finalize (Item : in out Guard) is
   begin
      if Item.Held then
         Item.Held := False;
         Registry.Release (Item.Hold);
      end if;
   end Finalize;

   -------------
   -- Next_Id --
   -------------

   function Next_Id return Request_Id is
   begin
      return Result : Request_Id do
         Counters.Take_Id (Result);
      end return;
   end Next_Id;

   --------------
   -- Implicit --
   --------------

   function Implicit
     (Servant : Servants.Servant'Class; Item : Request) return Kit.JSON.Value
   is
      Given : Kit.JSON.Value;
   begin
      if Item.Operation = "_is_a" then
         Given := Signatures.Bound (Is_A, Item.Arguments);
         return +(Servants.Text (Given, 1) in Servant.Interface_Id | Object_Id);
      elsif Item.Operation = "_interface" then
         return +Servant.Interface_Id;
      elsif Item.Operation = "_non_existent" then
         return +False;
      end if;
      Throw
        (Bad_Operation, No_Operation,
         Servant.Interface_Id & " has no operation of this name");
   end Implicit;

   ----------
   -- Call --
   ----------

   function Call (Servant : in out Servants.Servant'Class; Item : Request)
      return Kit.JSON.Value
   is
      Operations : constant Signatures.Operation_List := Servant.Operations;
      Name       : constant String := To_String (Item.Operation);
      Index      : constant Natural := Signatures.Find (Operations, Name);
      Result     : Kit.JSON.Value;
   begin
      if Index = 0 then
         return Implicit (Servant, Item);
      end if;
      Servant.Invoke (Name, Signatures.Bound (Operations (Index), Item.Arguments), Result);
      return Result;
   end Call;

   ------------
   -- Invoke --
   ------------

   function Invoke (Item : Request) return Reply is

      function Reply_To return Reply;

      function Reply_To return Reply is
         Object : Guard;
      begin
         Registry.Acquire (To_String (Item.Key), Object.Hold);
         Object.Held := True;
         return
           (Kind   => No_Exception,
            Id     => Item.Id,
            Result => Call (Registry.Servant (Object.Hold).all, Item));
      exception
         when Error : Servants.User_Exception =>
            declare
               Message : constant String := Ada.Exceptions.Exception_Message (Error);
               Last    : Natural;
               First   : Natural;
            begin
               Servants.Split_User (Message, Last, First);
               return
                 (Kind         => User_Exception,
                  Id           => Item.Id,
                  Exception_Id => To_Unbounded_String (Message (Message'First .. Last)),
                  Reason       => To_Unbounded_String (Message (First .. Message'Last)));
            end;
         when Error : Corba.System_Exceptions.Raised =>
            return (System_Exception, Item.Id, Caught (Error));
         when Error : others =>
            --  The servant's fault; the service lives on.
            Kit.Logs.Write
              (Kit.Logs.Error, "unhandled exception in a servant", "",
               Kit.Logs.Field ("operation", To_String (Item.Operation))
               & Kit.Logs.Field ("exception", Ada.Exceptions.Exception_Information (Error)));
            return (System_Exception, Item.Id, Caught (Error));
      end Reply_To;

      Result : constant Reply := Reply_To;
   begin
      Counters.Count (Result);
      return Result;
   end Invoke;

   ----------------
   -- Statistics --
   ----------------

   function Statistics return Kit.JSON.Value is
      By_Reply : Reply_Counts;
      By_Kind  : Kind_Counts;
      Total    : Long_Long_Integer := 0;
      Result   : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Replies  : Kit.JSON.Value := Kit.JSON.Empty_Object;
      Raised   : Kit.JSON.Value := Kit.JSON.Empty_Object;
   begin
      Counters.Read (By_Reply, By_Kind);
      for Count of By_Reply loop
         Total := Total + Count;
      end loop;
      for Kind in Corba.System_Exceptions.Kinds loop
         if By_Kind (Kind) > 0 then
            Kit.JSON.Add (Raised, Corba.System_Exceptions.Name (Kind), By_Kind (Kind));
         end if;
      end loop;
      Kit.JSON.Add (Replies, "noException", By_Reply (No_Exception));
      Kit.JSON.Add (Replies, "userException", By_Reply (User_Exception));
      Kit.JSON.Add (Replies, "systemException", By_Reply (System_Exception));
      Kit.JSON.Add (Result, "requests", Total);
      Kit.JSON.Add (Result, "replies", Replies);
      Kit.JSON.Add (Result, "systemExceptions", Raised);
      return Result;
   end Statistics;

end Orb_Core.Dispatch;
