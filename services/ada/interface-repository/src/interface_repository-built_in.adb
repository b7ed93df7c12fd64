with Interface_Repository.Model;
with Interface_Repository.Store;

package body Interface_Repository.Built_In is

   LF : constant Character := ASCII.LF;

   procedure Ignore
     (Repo : Model.Repository; Added : Model.Index_Vectors.Vector; Is_Known : Boolean)
   is null;

   -------------
   -- Polyorb --
   -------------

   function Polyorb return String is
     ("module polyorb {" & LF
      & "  typedef sequence<double> Doubles;" & LF
      & "  interface Echo {" & LF
      & "    any echo(in any value);" & LF
      & "    string reverse(in string message);" & LF
      & "    unsigned long length(in string message);" & LF
      & "  };" & LF
      & "  interface Counter {" & LF
      & "    exception Overflow { string reason; };" & LF
      & "    long long value();" & LF
      & "    long long increment(in long by) raises (Overflow);" & LF
      & "    long long decrement(in long by) raises (Overflow);" & LF
      & "    void reset();" & LF
      & "  };" & LF
      & "  interface Calculator {" & LF
      & "    exception DivisionByZero { string reason; };" & LF
      & "    exception BadExpression { string reason; };" & LF
      & "    exception Overflow { string reason; };" & LF
      & "    double add(in double left, in double right) raises (Overflow);" & LF
      & "    double subtract(in double left, in double right) raises (Overflow);" & LF
      & "    double multiply(in double left, in double right) raises (Overflow);" & LF
      & "    double divide(in double left, in double right)" & LF
      & "      raises (DivisionByZero, Overflow);" & LF
      & "    double mean(in Doubles numbers) raises (DivisionByZero, Overflow);" & LF
      & "    long long factorial(in unsigned long n) raises (Overflow);" & LF
      & "    double evaluate(in string expression)" & LF
      & "      raises (BadExpression, DivisionByZero, Overflow);" & LF
      & "  };" & LF
      & "  interface Dictionary {" & LF
      & "    exception NotFound { string reason; };" & LF
      & "    exception Full { string reason; };" & LF
      & "    boolean put(in string name, in any value) raises (Full);" & LF
      & "    any get(in string name) raises (NotFound);" & LF
      & "    void remove(in string name) raises (NotFound);" & LF
      & "    any names();" & LF
      & "    unsigned long size();" & LF
      & "  };" & LF
      & "};" & LF);

   ------------
   -- Naming --
   ------------

   --  formal/04-10-03, appendix A.
   function Naming return String is
     ("#pragma prefix ""omg.org""" & LF
      & "module CosNaming {" & LF
      & "  typedef string Istring;" & LF
      & "  struct NameComponent { Istring id; Istring kind; };" & LF
      & "  typedef sequence<NameComponent> Name;" & LF
      & "  enum BindingType { nobject, ncontext };" & LF
      & "  struct Binding { Name binding_name; BindingType binding_type; };" & LF
      & "  typedef sequence<Binding> BindingList;" & LF
      & "  interface BindingIterator;" & LF
      & "  interface NamingContext {" & LF
      & "    enum NotFoundReason { missing_node, not_context, not_object };" & LF
      & "    exception NotFound { NotFoundReason why; Name rest_of_name; };" & LF
      & "    exception CannotProceed { NamingContext cxt; Name rest_of_name; };" & LF
      & "    exception InvalidName {};" & LF
      & "    exception AlreadyBound {};" & LF
      & "    exception NotEmpty {};" & LF
      & "    void bind(in Name n, in Object obj)" & LF
      & "      raises (NotFound, CannotProceed, InvalidName, AlreadyBound);" & LF
      & "    void rebind(in Name n, in Object obj)" & LF
      & "      raises (NotFound, CannotProceed, InvalidName);" & LF
      & "    void bind_context(in Name n, in NamingContext nc)" & LF
      & "      raises (NotFound, CannotProceed, InvalidName, AlreadyBound);" & LF
      & "    void rebind_context(in Name n, in NamingContext nc)" & LF
      & "      raises (NotFound, CannotProceed, InvalidName);" & LF
      & "    Object resolve(in Name n) raises (NotFound, CannotProceed, InvalidName);" & LF
      & "    void unbind(in Name n) raises (NotFound, CannotProceed, InvalidName);" & LF
      & "    NamingContext new_context();" & LF
      & "    NamingContext bind_new_context(in Name n)" & LF
      & "      raises (NotFound, AlreadyBound, CannotProceed, InvalidName);" & LF
      & "    void destroy() raises (NotEmpty);" & LF
      & "    void list(in unsigned long how_many, out BindingList bl," & LF
      & "              out BindingIterator bi);" & LF
      & "  };" & LF
      & "  interface BindingIterator {" & LF
      & "    boolean next_one(out Binding b);" & LF
      & "    boolean next_n(in unsigned long how_many, out BindingList bl);" & LF
      & "    void destroy();" & LF
      & "  };" & LF
      & "  interface NamingContextExt : NamingContext {" & LF
      & "    typedef string StringName;" & LF
      & "    typedef string Address;" & LF
      & "    typedef string URLString;" & LF
      & "    exception InvalidAddress {};" & LF
      & "    StringName to_string(in Name n) raises (InvalidName);" & LF
      & "    Name to_name(in StringName sn) raises (InvalidName);" & LF
      & "    URLString to_url(in Address addr, in StringName sn)" & LF
      & "      raises (InvalidAddress, InvalidName);" & LF
      & "    Object resolve_str(in StringName sn)" & LF
      & "      raises (NotFound, CannotProceed, InvalidName);" & LF
      & "  };" & LF
      & "};" & LF);

   --------------
   -- Register --
   --------------

   procedure Register is
   begin
      Store.Add (Polyorb, Ignore'Access);
      Store.Add (Naming, Ignore'Access);
   end Register;

end Interface_Repository.Built_In;
