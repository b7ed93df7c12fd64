--  What handlers take out of a request. What is not as asked is refused with
--  400 and a reason.

with Kit.HTTP;
with Kit.JSON;

package Kit.Requests is

   --  The content, which must be an object.
   function Object_Content (Request : Kit.HTTP.Request) return Kit.JSON.Value;

   --  The number in the query.
   function Query_Number
     (Request : Kit.HTTP.Request; Name : String; Low, High, Default : Natural) return Natural;

   --  The part of the path that the route calls so.
   function Part (Request : Kit.HTTP.Request; Name : String) return String;

   --  The member of an object as a string.
   function Needed_Text
     (Content : Kit.JSON.Value; Name : String; Max_Octets : Natural := Natural'Last)
      return String;

   --  Empty where it is missing.
   function Optional_Text
     (Content : Kit.JSON.Value; Name : String; Max_Octets : Natural := Natural'Last)
      return String;

   --  Default where it is missing or null.
   function Optional_Boolean
     (Content : Kit.JSON.Value; Name : String; Default : Boolean) return Boolean;

end Kit.Requests;
