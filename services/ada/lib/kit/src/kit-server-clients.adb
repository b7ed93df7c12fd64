with Kit.Logs;
with Kit.Server.Requests;

package body Kit.Server.Clients is

   use Ada.Strings.Unbounded;
   use Kit.Server.Connections;
   use type Crowd.Connection_Access;

   procedure Dispatch
     (Within : in out Client_List; Table : Kit.Routes.Table; Index : Positive);

   procedure Refuse
     (Within : in out Client_List; Index : Positive; Status : Positive; Reason : String);

   ---------
   -- Add --
   ---------

   procedure Add
     (To    : in out Client_List;
      Table : Kit.Routes.Table;
      Peer  : GNAT.Sockets.Socket_Type) is
   begin
      for Index in To.Items'Range loop
         if To.Items (Index) = null then
            To.Items (Index) := new Connection;
         end if;
         if To.Items (Index).State = Free then
            To.Highest    := Natural'Max (To.Highest, Index);
            To.Open_Count := To.Open_Count + 1;
            Open (To.Items (Index).all, Peer, To.Settings, To.Now);
            --  Most clients have sent their request by now.
            Read (To.Items (Index).all, To.Settings, To.Now);
            Advance (To, Table, Index);
            return;
         end if;
      end loop;
      GNAT.Sockets.Close_Socket (Peer);
   end Add;

   --------------
   -- Dispatch --
   --------------

   procedure Dispatch
     (Within : in out Client_List; Table : Kit.Routes.Table; Index : Positive)
   is
      Item      : Connection renames Within.Items (Index).all;
      Job       : Kit.Pool.Job_Access;
      Is_Inline : Boolean;
   begin
      Item.State := Handling;
      Requests.Make_Job
        (Table, Kit.HTTP.Parser.Message (Item.Parser),
         Connection => Index,
         Arrived    => Within.Now,
         Keep_Alive => Kit.HTTP.Parser.Keeps_Alive (Item.Parser) and then not Within.Draining,
         Job        => Job,
         Is_Inline  => Is_Inline);
      if Is_Inline then
         Kit.Pool.Run (Job);
         Answer (Within, Job);
      else
         Kit.Pool.Submit (Job);
      end if;
   end Dispatch;

   ------------
   -- Answer --
   ------------

   procedure Answer (Within : in out Client_List; Job : in out Kit.Pool.Job_Access) is
   begin
      Start_Writing
        (Within.Items (Job.Connection).all, Job.Output,
         Then_Close => not Job.Keep_Alive,
         Settings   => Within.Settings,
         Now        => Within.Now);
      Kit.Pool.Free (Job);
   end Answer;

   ------------
   -- Refuse --
   ------------

   procedure Refuse
     (Within : in out Client_List; Index : Positive; Status : Positive; Reason : String) is
   begin
      Start_Writing
        (Within.Items (Index).all, Kit.Pool.Refused (Status, Reason),
         Then_Close => True,
         Settings   => Within.Settings,
         Now        => Within.Now);
   end Refuse;

   -------------
   -- Advance --
   -------------

   procedure Advance
     (Within : in out Client_List; Table : Kit.Routes.Table; Index : Positive)
   is
      use all type Kit.HTTP.Parser.Phases;
      Item : Connection renames Within.Items (Index).all;
   begin
      --  Several requests may have arrived at once.
      while Item.State = Reading loop
         case Kit.HTTP.Parser.Phase (Item.Parser) is
            when Complete =>
               Dispatch (Within, Table, Index);
            when Failed =>
               Refuse
                 (Within, Index,
                  Kit.HTTP.Parser.Failure_Status (Item.Parser),
                  Kit.HTTP.Parser.Failure_Reason (Item.Parser));
            when others =>
               exit when Length (Item.Ahead) = 0;
               Resume (Item, Within.Settings, Within.Now);
         end case;
      end loop;
   end Advance;

   ---------------
   -- Make_Room --
   ---------------

   procedure Make_Room (Within : in out Client_List) is
      Total : Long_Long_Integer;
      Worst : Natural;
   begin
      Crowd.Weigh (Within.Items (1 .. Within.Highest), Total, Worst);
      if Total > Long_Long_Integer (Within.Settings.Max_Bytes) and then Worst > 0 then
         Refuse (Within, Worst, 503, "too many bytes are arriving at once");
      end if;
      --  One place stays free for who comes next.
      if Within.Highest = Within.Items'Last
        and then (for all Item of Within.Items => Item.State /= Free)
      then
         Worst := Crowd.Most_Idle (Within.Items (1 .. Within.Highest));
         if Worst > 0 then
            Kit.Logs.Write
              (Kit.Logs.Info, "idle connection closed", "",
               Kit.Logs.Field ("reason", "too many connections"));
            Close (Within.Items (Worst).all);
         end if;
      end if;
   end Make_Room;

   ------------
   -- Expire --
   ------------

   procedure Expire (Within : in out Client_List; Index : Positive) is
      Item : Connection renames Within.Items (Index).all;
   begin
      if Item.State = Reading and then not Is_Idle (Item) and then not Item.Fresh then
         Refuse (Within, Index, 408, "the request did not arrive in time");
      else
         if Item.State = Writing then
            Kit.Logs.Write
              (Kit.Logs.Info, "connection closed", "",
               Kit.Logs.Field ("reason", "the client does not take its response"));
         end if;
         Close (Item);
      end if;
   end Expire;

   ----------------
   -- Close_Idle --
   ----------------

   procedure Close_Idle (Within : in out Client_List) is
   begin
      for Index in 1 .. Within.Highest loop
         if Is_Idle (Within.Items (Index).all) then
            Close (Within.Items (Index).all);
         end if;
      end loop;
   end Close_Idle;

end Kit.Server.Clients;
