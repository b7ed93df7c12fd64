--  What becomes of an operation: done, or an exception of CosNaming or CORBA.
--  A record, since exceptions of Ada carry 200 characters at most and names
--  are longer.

with Ada.Strings.Unbounded;

package Naming_Service.Outcomes is

   use Ada.Strings.Unbounded;

   type Kinds is
     (Done, Not_Found, Cannot_Proceed, Invalid_Name, Already_Bound, Not_Empty,

      --  TRANSIENT: another change of the same name is under way.
      Changing,

      --  IMP_LIMIT
      Full,

      --  OBJECT_NOT_EXIST: the context that was to be asked.
      No_Context,

      --  NO_PERMISSION: the root context stays.
      Root_Stays);

   type Reasons is (Missing_Node, Not_Context, Not_Object);

   type Outcome is record
      Kind    : Kinds := Done;

      --  Of Not_Found.
      Why     : Reasons := Missing_Node;

      --  Of Not_Found and Cannot_Proceed, stringified.
      Rest    : Unbounded_String;

      --  Of Cannot_Proceed: the reference of the context to go on with.
      Context : Unbounded_String;

      --  Of Invalid_Name.
      Reason  : Unbounded_String;
   end record;

end Naming_Service.Outcomes;
